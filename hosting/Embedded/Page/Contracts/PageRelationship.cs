namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>What another resource is to a resource.</summary>
/// <param name="Resource">The other resource's name.</param>
/// <param name="Type">For example <c>Parent</c>, <c>Reference</c>, <c>WaitFor</c>.</param>
internal sealed record PageRelationship(string Resource, string Type);
