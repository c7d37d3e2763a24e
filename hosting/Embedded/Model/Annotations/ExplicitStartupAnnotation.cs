namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a resource that starts only on demand.</summary>
public sealed class ExplicitStartupAnnotation : IResourceAnnotation;
