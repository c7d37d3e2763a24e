using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations;

/// <summary>How services tell who calls: by a key of their own in a local run, by an OIDC authority in the cluster.</summary>
public sealed class LabAuthentication
{
    internal LabAuthentication(ParameterResource? signingKey, ParameterResource? authority, ParameterResource? audience)
    {
        SigningKey = signingKey;
        Authority = authority;
        Audience = audience;
    }

    internal ParameterResource? SigningKey { get; }

    internal ParameterResource? Authority { get; }

    internal ParameterResource? Audience { get; }
}
