namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a container, a process, a database, a parameter.</summary>
public interface IResource
{
    /// <summary>The name, unique within the application without regard to case.</summary>
    string Name { get; }

    /// <summary>What is known about the resource beyond its type.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
