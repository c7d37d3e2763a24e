namespace Aspire.Hosting.ApplicationModel;

/// <summary>A .NET program of a single source file, or a project, that runs on this machine.</summary>
/// <param name="name">The name.</param>
public class CSharpAppResource(string name) : ProjectResource(name);
