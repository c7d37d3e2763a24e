namespace Lab.Model.Roles;

/// <summary>A role that people have.</summary>
/// <param name="Id">The role's name in tokens, for example <c>dba</c>.</param>
/// <param name="Title">The role in words, for example <c>Database Administrator</c>.</param>
public sealed record Role(string Id, string Title);
