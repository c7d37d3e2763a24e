using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Mounts a volume; without a name it lives only as long as the container.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(target);
        return builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));
    }

    /// <summary>Mounts a volume without a name, which lives only as long as the container.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target)
        where T : ContainerResource =>
        builder.WithVolume(name: null, target);

    /// <summary>Mounts a file or folder of the machine; a relative path starts at the AppHost's folder.</summary>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var path = Path.IsPathRooted(source) ? source : Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        return builder.WithAnnotation(new ContainerMountAnnotation(path, target, ContainerMountType.BindMount, isReadOnly));
    }

    /// <summary>Puts files into the container before it starts.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The folder in the container.</param>
    /// <param name="entries">Files and folders.</param>
    /// <param name="defaultOwner">The user's id where an entry names none; null for 0.</param>
    /// <param name="defaultGroup">The group's id where an entry names none; null for 0.</param>
    /// <param name="umask">What is taken from the mode where an entry names none; null for 022.</param>
    public static IResourceBuilder<T> WithContainerFiles<T>(this IResourceBuilder<T> builder, string destinationPath, IEnumerable<ContainerFileSystemItem> entries, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(entries);
        return builder.WithContainerFiles(destinationPath, (_, _) => Task.FromResult(entries), defaultOwner, defaultGroup, umask);
    }

    /// <summary>Puts files into the container before it starts, made when it does.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The folder in the container.</param>
    /// <param name="callback">Makes the files and folders.</param>
    /// <param name="defaultOwner">The user's id where an entry names none; null for 0.</param>
    /// <param name="defaultGroup">The group's id where an entry names none; null for 0.</param>
    /// <param name="umask">What is taken from the mode where an entry names none; null for 022.</param>
    public static IResourceBuilder<T> WithContainerFiles<T>(this IResourceBuilder<T> builder, string destinationPath, Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> callback, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(destinationPath);
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithAnnotation(new ContainerFileSystemCallbackAnnotation
        {
            DestinationPath = destinationPath,
            Callback = callback,
            DefaultOwner = defaultOwner,
            DefaultGroup = defaultGroup,
            Umask = umask,
        });
    }

    /// <summary>Puts a file or a folder's content into the container before it starts; in a manifest it is a bind mount.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="destinationPath">The folder in the container.</param>
    /// <param name="sourcePath">A file or folder of the machine; a relative path starts at the AppHost's folder.</param>
    /// <param name="defaultOwner">The user's id where an entry names none; null for 0.</param>
    /// <param name="defaultGroup">The group's id where an entry names none; null for 0.</param>
    /// <param name="umask">What is taken from the mode where an entry names none; null for 022.</param>
    /// <exception cref="InvalidOperationException">There is no such file or folder.</exception>
    public static IResourceBuilder<T> WithContainerFiles<T>(this IResourceBuilder<T> builder, string destinationPath, string sourcePath, int? defaultOwner = null, int? defaultGroup = null, UnixFileMode? umask = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sourcePath);
        var path = Path.GetFullPath(sourcePath, builder.ApplicationBuilder.AppHostDirectory);
        if (!Path.Exists(path))
        {
            throw new InvalidOperationException($"The source path '{path}' does not exist. Ensure the path is correct and accessible.");
        }

        return builder.ApplicationBuilder.ExecutionContext.IsRunMode
            ? builder.WithContainerFiles(destinationPath, (_, _) => Task.FromResult(ContainerDirectory.GetFileSystemItemsFromPath(path, searchOptions: SearchOption.AllDirectories)), defaultOwner, defaultGroup, umask)
            : builder.WithBindMount(path, destinationPath, isReadOnly: true);
    }
}
