using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Launching;

namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>Packs the files that a resource wants in its container.</summary>
internal sealed class ContainerFiles(DistributedApplicationExecutionContext executionContext)
{
    private const UnixFileMode AnyFile = (UnixFileMode)0b110_110_110;
    private const UnixFileMode AnyFolder = (UnixFileMode)0b111_111_111;
    private const UnixFileMode DefaultUmask = (UnixFileMode)0b000_010_010;

    /// <summary>A digest of a package; empty for none.</summary>
    public static string Digest(ReadOnlySpan<byte> package) => package.IsEmpty ? "" : Convert.ToHexString(SHA256.HashData(package));

    /// <summary>Makes a tar archive to be unpacked at the container's root; empty when there are no files.</summary>
    /// <exception cref="LaunchException">A file cannot be read.</exception>
    public async Task<ReadOnlyMemory<byte>> PackAsync(IResource resource, CancellationToken cancellationToken)
    {
        var annotations = resource.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().ToArray();
        if (annotations.Length == 0)
        {
            return default;
        }

        using var content = new MemoryStream();
        await using (var tar = new TarWriter(content, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var annotation in annotations)
            {
                var items = await annotation.Callback(new ContainerFileSystemCallbackContext { Model = resource, Services = executionContext.Services }, cancellationToken).ConfigureAwait(false);
                await AddAsync(tar, annotation, annotation.DestinationPath.Trim('/'), items, cancellationToken).ConfigureAwait(false);
            }
        }

        return content.ToArray();
    }

    private static async Task AddAsync(TarWriter tar, ContainerFileSystemCallbackAnnotation annotation, string folder, IEnumerable<ContainerFileSystemItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            var path = folder.Length > 0 ? $"{folder}/{item.Name}" : item.Name;
            var isFolder = item is ContainerDirectory;
            var entry = new PaxTarEntry(isFolder ? TarEntryType.Directory : TarEntryType.RegularFile, path)
            {
                Mode = item.Mode != UnixFileMode.None ? item.Mode : (isFolder ? AnyFolder : AnyFile) & ~(annotation.Umask ?? DefaultUmask),
                Uid = item.Owner ?? annotation.DefaultOwner ?? 0,
                Gid = item.Group ?? annotation.DefaultGroup ?? 0,
                ModificationTime = DateTimeOffset.UnixEpoch,
            };
            if (item is ContainerFileBase file)
            {
                entry.DataStream = Open(file, path);
            }

            await using (entry.DataStream)
            {
                await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
            }

            if (item is ContainerDirectory directory)
            {
                await AddAsync(tar, annotation, path, directory.Entries, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static Stream Open(ContainerFileBase file, string path)
    {
        try
        {
            return file.SourcePath is { } source ? File.OpenRead(source) : new MemoryStream(Encoding.UTF8.GetBytes(file.Contents ?? ""));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LaunchException($"The file '/{path}' of the container cannot be read: {error.Message}", error);
        }
    }
}
