namespace Aspire.Hosting.ApplicationModel;

/// <summary>A volume or a folder of this machine that is mounted into a container.</summary>
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <summary>Creates a mount.</summary>
    /// <param name="source">The volume's name, null for an anonymous one; or the folder, as an absolute path.</param>
    /// <param name="target">The path within the container.</param>
    /// <param name="type">Whether the source is a volume or a folder.</param>
    /// <param name="isReadOnly">Whether the container may only read.</param>
    /// <exception cref="ArgumentException">A folder is missing or relative, or an anonymous volume is read-only.</exception>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (type is ContainerMountType.BindMount)
        {
            ArgumentException.ThrowIfNullOrEmpty(source);
            if (!Path.IsPathRooted(source))
            {
                throw new ArgumentException($"The folder '{source}' of a bind mount must be an absolute path.", nameof(source));
            }
        }
        else if (string.IsNullOrEmpty(source) && isReadOnly)
        {
            throw new ArgumentException("A volume without a name can't be read-only: nothing could ever be in it.", nameof(isReadOnly));
        }

        Source = source;
        Target = target;
        Type = type;
        IsReadOnly = isReadOnly;
    }

    /// <summary>The volume's name, null for an anonymous one; or the folder.</summary>
    public string? Source { get; }

    /// <summary>The path within the container.</summary>
    public string Target { get; }

    /// <summary>Whether the source is a volume or a folder.</summary>
    public ContainerMountType Type { get; }

    /// <summary>Whether the container may only read.</summary>
    public bool IsReadOnly { get; }
}
