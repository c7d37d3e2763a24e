using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations.Authentication;

/// <summary>Prints links by which the person at the console signs in.</summary>
internal sealed class LoginLink(EndpointReference endpoint, ParameterResource signingKey, IReadOnlyCollection<string> roles, TimeProvider time)
{
    public async Task PrintAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var address = await endpoint.Property(EndpointProperty.Url).GetValueAsync(cancellationToken).ConfigureAwait(false);
        var key = await signingKey.GetValueAsync(cancellationToken).ConfigureAwait(false) ?? "";
        var code = LoginCode.Sign(key, Environment.UserName, roles, time.GetUtcNow());
        await output.WriteLineAsync($"Log in (once, for {LoginCode.Lifetime.TotalMinutes:0} minutes): {address}/login?code={code}".AsMemory(), cancellationToken).ConfigureAwait(false);
    }
}
