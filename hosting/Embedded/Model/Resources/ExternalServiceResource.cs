using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A service outside the application.</summary>
public sealed class ExternalServiceResource : Resource
{
    /// <summary>Creates a service at a known address.</summary>
    /// <exception cref="ArgumentException">The address is relative, or names a path or more.</exception>
    public ExternalServiceResource(string name, Uri uri)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (Problem(uri) is { } problem)
        {
            throw new ArgumentException(problem, nameof(uri));
        }

        Uri = uri;
    }

    /// <summary>Creates a service whose address is a parameter.</summary>
    public ExternalServiceResource(string name, ParameterResource urlParameter)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        UrlParameter = urlParameter;
    }

    /// <summary>The address, where it is known.</summary>
    public Uri? Uri { get; }

    /// <summary>The parameter that holds the address.</summary>
    public ParameterResource? UrlParameter { get; }

    /// <summary>Says what is wrong with an address; null when nothing is.</summary>
    internal static string? Problem(Uri uri) =>
        !uri.IsAbsoluteUri ? "The URI for the external service must be absolute."
        : uri.AbsolutePath != "/" ? "The URI absolute path must be \"/\"."
        : !string.IsNullOrEmpty(uri.Fragment) ? "The URI cannot contain a fragment."
        : null;
}
