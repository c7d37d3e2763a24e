namespace Lab.Model.Systems;

/// <summary>A database of a system.</summary>
/// <param name="Name">The database's name, unique in the lab.</param>
/// <param name="Purpose">What it holds.</param>
public sealed record Database(string Name, string Purpose);
