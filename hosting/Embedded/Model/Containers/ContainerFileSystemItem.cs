namespace Aspire.Hosting.ApplicationModel;

/// <summary>A file or folder that is put into a container.</summary>
public abstract class ContainerFileSystemItem
{
    private string? name;

    /// <summary>Its name.</summary>
    /// <exception cref="ArgumentException">The name contains a folder.</exception>
    public string Name
    {
        get => name!;
        set => name = Path.GetFileName(value) == value
            ? value
            : throw new ArgumentException($"'{value}' must be a name without a folder; put it into a {nameof(ContainerDirectory)}.", nameof(value));
    }

    /// <summary>The owner's number; null for the default.</summary>
    public int? Owner { get; set; }

    /// <summary>The group's number; null for the default.</summary>
    public int? Group { get; set; }

    /// <summary>Who may do what with it; 0 for the default.</summary>
    public UnixFileMode Mode { get; set; }
}
