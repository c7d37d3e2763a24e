namespace Lab.ServiceDefaults.Authentication.Login;

/// <param name="Code">The login code that the AppHost printed.</param>
internal sealed record LoginRequest(string? Code);
