namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks a type whose instances describe a resource.</summary>
public interface IResourceAnnotation;
