namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an address is shown.</summary>
public enum UrlDisplayLocation
{
    /// <summary>In the overview and with the resource's details.</summary>
    SummaryAndDetails,

    /// <summary>With the resource's details only.</summary>
    DetailsOnly,
}
