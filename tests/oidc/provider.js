// A real OpenID provider. It believes whoever says who they are: the claims are the tests' own.
// node provider.js <port> <client id> <client secret> <address to come back to> <claims as JSON>
import Provider from "oidc-provider";

const [port, clientId, clientSecret, back, claims] = process.argv.slice(2);
const people = JSON.parse(claims);
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [back] }],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: {
    openid: ["sub", "amr", "auth_time"],
    email: ["email", "email_verified"],
    profile: ["upn", "staff_number"],
  },
  cookies: { keys: ["only for tests"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
});

// Who signs in is typed into the one field of the page; consent is given with it.
const asking = (uid) => `<!doctype html><title>The Trust</title>
<form method="post" action="/interaction/${uid}">
<label>Who are you? <input name="who"></label><button>Sign in at the Trust</button></form>`;

const granted = async (details, accountId) => {
  const known = details.grantId ? await provider.Grant.find(details.grantId) : undefined;
  const grant = known || new provider.Grant({ accountId, clientId: details.params.client_id });
  grant.addOIDCScope(details.params.scope);
  return grant.save();
};

provider.use(async (context, next) => {
  if (!context.path.startsWith("/interaction/")) return next();
  const details = await provider.interactionDetails(context.req, context.res);
  if (context.method === "GET" && details.prompt.name === "login") {
    context.type = "html";
    context.body = asking(details.uid);
    return undefined;
  }
  let result;
  if (details.prompt.name === "login") {
    const chunks = [];
    for await (const chunk of context.req) chunks.push(chunk);
    const who = new URLSearchParams(Buffer.concat(chunks).toString()).get("who");
    const amr = people[who]?.amr;
    result = people[who]
      ? { login: { accountId: who, ...(amr && { amr }) } }
      : { error: "access_denied", error_description: "nobody of that name" };
  } else {
    result = { consent: { grantId: await granted(details, details.session.accountId) } };
  }
  context.respond = false;
  return provider.interactionFinished(context.req, context.res, result, {
    mergeWithLastSubmission: true,
  });
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
