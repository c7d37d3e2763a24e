using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A service outside the application.</summary>
public sealed class ExternalServiceResource : Resource
{
    /// <summary>Creates a service at a known address.</summary>
    /// <exception cref="ArgumentException">The address is relative, does not end in a slash, or has a query or fragment.</exception>
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

    /// <summary>Reads an address; where it is not one of a service, says what is wrong with it.</summary>
    internal static bool TryParse(string? url, [NotNullWhen(true)] out Uri? uri, [NotNullWhen(false)] out string? problem)
    {
        problem = Uri.TryCreate(url, UriKind.Absolute, out uri) ? Problem(uri) : "The URL for the external service must be an absolute URI.";
        return problem is null;
    }

    /// <summary>The address, read from the parameter where it is one.</summary>
    /// <exception cref="DistributedApplicationException">The parameter has no value, or one that is not an address.</exception>
    internal async ValueTask<Uri> ResolveUriAsync(CancellationToken cancellationToken)
    {
        if (UrlParameter is null)
        {
            return Uri!;
        }

        var url = await UrlParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        return TryParse(url, out var uri, out var problem)
            ? uri
            : throw new DistributedApplicationException($"The URL parameter '{UrlParameter.Name}' for the external service '{Name}' is invalid: {problem}");
    }

    private static string? Problem(Uri uri) => uri switch
    {
        { IsAbsoluteUri: false } => "The URI for the external service must be absolute.",
        _ when !uri.AbsolutePath.EndsWith('/') => "The URI absolute path must end with '/'.",
        _ when uri.Fragment.Length > 0 => "The URI cannot contain a fragment.",
        _ when uri.Query.Length > 0 => "The URI cannot contain a query string.",
        _ => null,
    };
}
