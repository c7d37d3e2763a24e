namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a project that is not told to trust forwarded headers.</summary>
public sealed class DisableForwardedHeadersAnnotation : IResourceAnnotation;
