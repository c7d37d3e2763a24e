namespace Aspire.Hosting.ApplicationModel;

/// <summary>That a resource has to do with another one.</summary>
/// <param name="ResourceName">The other one's name.</param>
/// <param name="Type">In which way, for example <c>Parent</c>.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);
