namespace Lab.ServiceDefaults.Authentication;

/// <summary>Names in the tokens of the local run.</summary>
internal static class TokenNames
{
    /// <summary>Issuer and audience of access tokens.</summary>
    public const string Lab = "lab";

    /// <summary>Issuer of login codes.</summary>
    public const string AppHost = "lab-apphost";

    /// <summary>Audience of login codes, which are never accepted as access tokens.</summary>
    public const string Login = "lab-login";

    /// <summary>The claim with a person's roles.</summary>
    public const string Roles = "roles";

    /// <summary>The claim with a person's name.</summary>
    public const string Name = "name";
}
