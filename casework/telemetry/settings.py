"""What is told of how Casework runs, and to whom."""

from functools import cache
from importlib.util import find_spec

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from casework.errors import WrongAnswer

SHORTEST = 20
NOT_INSTALLED = "{} is set, but what it needs is not installed: install casework[{}]"


class Telemetry(BaseSettings):
    """Settings beside those of the deployment; where none is set, nothing is counted or sent.

    CASEWORK_METRICS_TOKEN opens /metrics of each web process to whoever sends it as a bearer
    token. CASEWORK_METRICS_PORT opens a port of its own for a worker that serves no pages.
    OTEL_EXPORTER_OTLP_ENDPOINT is where traces go (OTLP over HTTP).
    """

    model_config = SettingsConfigDict(
        env_prefix="CASEWORK_",
        env_ignore_empty=True,
        frozen=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    metrics_token: SecretStr | None = Field(default=None, min_length=SHORTEST)
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    metrics_host: str = "127.0.0.1"
    otlp: str | None = Field(default=None, validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT")

    @property
    def counts(self) -> bool:
        return bool(self.metrics_token or self.metrics_port)


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # what it lies in is not there either
        return False


@cache
def telemetry() -> Telemetry:
    """What is set for this process.

    Raises:
        WrongAnswer: a variable cannot be used, or what it needs is not installed.
    """
    try:
        found = Telemetry()
    except ValidationError as refused:
        said = {"metrics": f"The settings of metrics cannot be used: {refused.errors()[0]['msg']}"}
        raise WrongAnswer(said) from refused
    for wanted, module, setting, extra in (
        (found.counts, "prometheus_client", "CASEWORK_METRICS_TOKEN or _PORT", "metrics"),
        (found.otlp, "opentelemetry.sdk", "OTEL_EXPORTER_OTLP_ENDPOINT", "traces"),
    ):
        if wanted and not _installed(module):
            raise WrongAnswer({"telemetry": NOT_INSTALLED.format(setting, extra)})
    return found
