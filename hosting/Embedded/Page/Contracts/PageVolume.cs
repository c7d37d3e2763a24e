namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>What is mounted into a container.</summary>
/// <param name="Source">The volume's name or the host's folder.</param>
/// <param name="Target">The path inside.</param>
/// <param name="Type">volume or bind.</param>
/// <param name="ReadOnly">Whether the container may not write.</param>
internal sealed record PageVolume(string? Source, string Target, string Type, bool ReadOnly);
