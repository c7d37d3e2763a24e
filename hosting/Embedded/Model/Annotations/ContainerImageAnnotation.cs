namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of a container.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? tag;
    private string? sha256;

    /// <summary>The registry; null for the runtime's default.</summary>
    public string? Registry { get; set; }

    /// <summary>The image's name.</summary>
    public required string Image { get; set; }

    /// <summary>The tag. Setting it takes the digest away.</summary>
    public string? Tag
    {
        get => tag;
        set
        {
            tag = value;
            sha256 = value is null ? sha256 : null;
        }
    }

    /// <summary>The digest, in hexadecimal. Setting it takes the tag away.</summary>
    public string? SHA256
    {
        get => sha256;
        set
        {
            sha256 = value;
            tag = value is null ? tag : null;
        }
    }
}
