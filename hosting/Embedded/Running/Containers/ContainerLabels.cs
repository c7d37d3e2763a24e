namespace Lab.Hosting.Embedded.Running.Containers;

/// <summary>The labels by which containers, networks and volumes of the lab are known.</summary>
internal static class ContainerLabels
{
    /// <summary>The application: a digest of its state folder.</summary>
    public const string Application = "lab.application";

    /// <summary>The run that created a container.</summary>
    public const string Run = "lab.run";

    /// <summary>The resource's name.</summary>
    public const string Resource = "lab.resource";

    /// <summary>session or persistent.</summary>
    public const string Lifetime = "lab.lifetime";

    /// <summary>The digest of a container's configuration.</summary>
    public const string Configuration = "lab.configuration";

    public const string Session = "session";

    public const string Persistent = "persistent";
}
