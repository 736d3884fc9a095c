"""What Chromium has of its owner's for a journey."""

from playwright.sync_api import BrowserContext, Page


def with_authenticator(context: BrowserContext) -> Page:
    """A page on a device that has an authenticator of its own, unlocked by its owner."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page
