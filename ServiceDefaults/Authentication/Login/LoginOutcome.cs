namespace Lab.ServiceDefaults.Authentication.Login;

/// <summary>What became of a login code.</summary>
internal enum LoginOutcome
{
    Accepted,
    Expired,
    Used,
    NotValid,
}
