namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a resource that stands in for a service of a cloud.</summary>
public sealed class EmulatorResourceAnnotation : IResourceAnnotation;
