namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of properties that have a meaning to the host.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>What the resource is made from: an image, a project, a path.</summary>
    public static string Source => "resource.source";

    /// <summary>The connection string.</summary>
    public static string ConnectionString => "resource.connectionString";
}
