using Aspire.Hosting.ApplicationModel;
using Lab.State;
using Microsoft.Extensions.Configuration;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>What a person needs to connect to a server by hand: the user's name, where the password is kept and by what the server is verified. Never the password.</summary>
internal sealed class ConnectionFacts(IConfiguration configuration, LabHome home)
{
    /// <summary>The facts as properties of the server.</summary>
    public async Task<IReadOnlyList<ResourcePropertySnapshot>> OfAsync(EngineLink link, CancellationToken cancellationToken)
    {
        var facts = new List<ResourcePropertySnapshot>();
        if (link.Engine.UserName is { } user)
        {
            facts.Add(new("user", await user.GetValueAsync(cancellationToken).ConfigureAwait(false)));
        }

        if (link.Engine.Password is { } password)
        {
            var key = $"Parameters:{password.Name}";
            facts.Add(new("password", configuration[key] is null ? $"{password.Name} in {home.ParametersFile}" : $"as configured in {key}"));
        }

        if (link.IsCertified)
        {
            facts.Add(new("certificate authority", home.CertificateAuthorityFile));
        }

        return facts;
    }
}
