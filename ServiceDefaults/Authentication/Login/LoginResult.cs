using Microsoft.IdentityModel.JsonWebTokens;

namespace Lab.ServiceDefaults.Authentication.Login;

/// <param name="Outcome">What became of the code.</param>
/// <param name="Code">The code's claims; null when it is not a code of this lab or has expired.</param>
internal sealed record LoginResult(LoginOutcome Outcome, JsonWebToken? Code);
