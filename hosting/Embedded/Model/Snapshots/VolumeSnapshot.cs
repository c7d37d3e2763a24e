namespace Aspire.Hosting.ApplicationModel;

/// <summary>A volume or folder that is mounted into a container.</summary>
/// <param name="Source">The volume's name or the folder; null for an anonymous volume.</param>
/// <param name="Target">The path within the container.</param>
/// <param name="MountType"><c>volume</c> or <c>bind</c>.</param>
/// <param name="IsReadOnly">Whether the container may only read.</param>
public sealed record VolumeSnapshot(string? Source, string Target, string MountType, bool IsReadOnly);
