namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a project whose launch profile is not used.</summary>
public sealed class ExcludeLaunchProfileAnnotation : IResourceAnnotation;
