namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder that is put into a container.</summary>
public sealed class ContainerDirectory : ContainerFileSystemItem
{
    /// <summary>What is in it.</summary>
    public IEnumerable<ContainerFileSystemItem> Entries { get; set; } = [];

    /// <summary>Reads the files of a folder, or one file, of this machine.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="searchPattern">Which files, with <c>*</c> and <c>?</c>.</param>
    /// <param name="searchOptions">Whether folders within are read too.</param>
    /// <param name="updateItem">Changes each item.</param>
    /// <exception cref="DirectoryNotFoundException">Neither folder nor file exists.</exception>
    public static IEnumerable<ContainerFileSystemItem> GetFileSystemItemsFromPath(string path, string searchPattern = "*", SearchOption searchOptions = SearchOption.TopDirectoryOnly, Action<ContainerFileSystemItem>? updateItem = null)
    {
        var fullPath = Path.GetFullPath(path);
        if (File.Exists(fullPath))
        {
            return [Updated(new ContainerFile { Name = Path.GetFileName(fullPath), SourcePath = fullPath })];
        }

        return Directory.Exists(fullPath)
            ? Read(fullPath)
            : throw new DirectoryNotFoundException($"There is neither a folder nor a file '{fullPath}'.");

        IEnumerable<ContainerFileSystemItem> Read(string folder)
        {
            List<ContainerFileSystemItem> items = [];
            if (searchOptions is SearchOption.AllDirectories)
            {
                items.AddRange(Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
                    .Select(inner => (Name: Path.GetFileName(inner), Entries: Read(inner).ToArray()))
                    .Where(inner => inner.Entries.Length > 0)
                    .Select(inner => Updated(new ContainerDirectory { Name = inner.Name, Entries = inner.Entries })));
            }

            items.AddRange(Directory.EnumerateFiles(folder, searchPattern).Order(StringComparer.Ordinal)
                .Select(file => Updated(new ContainerFile { Name = Path.GetFileName(file), SourcePath = file })));
            return items;
        }

        ContainerFileSystemItem Updated(ContainerFileSystemItem item)
        {
            updateItem?.Invoke(item);
            return item;
        }
    }
}
