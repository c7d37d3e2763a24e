namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address on this machine, which containers reach by another host name.</summary>
/// <param name="Url">The address as this machine reaches it.</param>
public record HostUrl(string Url) : IValueProvider, IManifestExpressionProvider
{
    string IManifestExpressionProvider.ValueExpression => Url;

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => new(Url);

    ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) =>
        new(context.EffectiveNetwork == KnownNetworkIdentifiers.LocalhostNetwork ? Url : SeenFromContainer());

    private string SeenFromContainer()
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var uri) || !uri.IsLoopback)
        {
            return Url;
        }

        var seen = new UriBuilder(uri) { Host = KnownHostNames.DockerDesktopHostBridge }.Uri.ToString();
        return Url.EndsWith('/') ? seen : seen.TrimEnd('/');
    }
}
