namespace Aspire.Hosting.ApplicationModel;

/// <summary>Whether a proxy may stand before a resource's endpoints.</summary>
public sealed class ProxySupportAnnotation : IResourceAnnotation
{
    /// <summary>Whether it may.</summary>
    public required bool ProxyEnabled { get; set; }
}
