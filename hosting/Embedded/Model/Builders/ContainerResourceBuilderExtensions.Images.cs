using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Sets the image, whose name may carry registry, and tag or digest; without either the tag is <c>latest</c>.</summary>
    /// <exception cref="InvalidOperationException">Both <paramref name="image"/> and <paramref name="tag"/> name a tag.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The name is not one of an image, or its digest not a SHA-256, or there is a tag beside a digest.</exception>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(image);
        const string digestPrefix = "sha256:";
        var reference = ContainerImageReference.Parse(image);
        if (tag is not null && reference.Tag is not null)
        {
            throw new InvalidOperationException("Ambiguous tags - a tag was provided on both the 'tag' and 'image' parameters");
        }

        if (tag is not null && reference.Digest is not null)
        {
            throw new ArgumentOutOfRangeException(nameof(tag), tag, "Tag conflicts with digest provided on the 'image' parameter");
        }

        if (reference.Digest is { } digest && !digest.StartsWith(digestPrefix, StringComparison.Ordinal))
        {
            throw new ArgumentOutOfRangeException(nameof(image), digest, "invalid digest format");
        }

        var name = reference.Registry is { } registry ? $"{registry}/{reference.Repository}" : reference.Repository;
        if (builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var annotation))
        {
            annotation.Image = name;
        }
        else
        {
            annotation = new ContainerImageAnnotation { Image = name };
            builder.WithAnnotation(annotation);
        }

        // Tag and digest exclude each other: setting one clears the other.
        if (reference.Digest is not null)
        {
            annotation.SHA256 = reference.Digest[digestPrefix.Length..];
        }
        else
        {
            annotation.Tag = reference.Tag ?? tag ?? "latest";
        }

        if (builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build))
        {
            build.ImageName = null;
            build.ImageTag = null;
        }

        return builder;
    }

    /// <summary>Sets the image's tag.</summary>
    /// <exception cref="InvalidOperationException">The resource has no image.</exception>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(tag);
        Image(builder).Tag = tag;
        if (builder.Resource.TryGetLastAnnotation<DockerfileBuildAnnotation>(out var build) && !string.IsNullOrEmpty(build.ImageTag))
        {
            build.ImageTag = tag;
        }

        return builder;
    }

    /// <summary>Sets the registry that the image comes from; null for the runtime's default.</summary>
    /// <exception cref="InvalidOperationException">The resource has no image.</exception>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource
    {
        Image(builder).Registry = registry;
        return builder;
    }

    /// <summary>Pins the image by its digest, given without its <c>sha256:</c>; it takes the tag's place.</summary>
    /// <exception cref="InvalidOperationException">The resource has no image.</exception>
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(sha256);
        Image(builder).SHA256 = sha256;
        return builder;
    }

    /// <summary>Chooses when the image is pulled.</summary>
    public static IResourceBuilder<T> WithImagePullPolicy<T>(this IResourceBuilder<T> builder, ImagePullPolicy pullPolicy)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerImagePullPolicyAnnotation { ImagePullPolicy = pullPolicy }, ResourceAnnotationMutationBehavior.Replace);
    }

    private static ContainerImageAnnotation Image<T>(IResourceBuilder<T> builder)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? image
            : throw new InvalidOperationException(
                $"The resource '{builder.Resource.Name}' does not have a container image specified. Use WithImage to specify the container image and tag.");
    }
}
