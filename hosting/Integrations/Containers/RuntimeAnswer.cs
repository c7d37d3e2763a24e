namespace Lab.Hosting.Integrations.Containers;

/// <summary>What a container runtime says when it is asked something.</summary>
internal enum RuntimeAnswer
{
    /// <summary>It can.</summary>
    Yes,

    /// <summary>It cannot.</summary>
    No,

    /// <summary>It did not say within the limit.</summary>
    Late,

    /// <summary>There is no such program.</summary>
    NotInstalled,
}
