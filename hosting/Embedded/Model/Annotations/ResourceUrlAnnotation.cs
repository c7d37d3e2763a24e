namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address that is shown with a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The address; relative ones are completed by the endpoint's.</summary>
    public required string Url { get; set; }

    /// <summary>The text instead of the address.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint that it belongs to.</summary>
    public EndpointReference? Endpoint { get; init; }

    /// <summary>Where it is shown.</summary>
    public UrlDisplayLocation DisplayLocation { get; set; }

    /// <summary>Higher ones come first.</summary>
    internal int? DisplayOrder { get; set; }

    /// <summary>Whether only other resources use it.</summary>
    internal bool IsInternal => DisplayLocation is UrlDisplayLocation.DetailsOnly;
}
