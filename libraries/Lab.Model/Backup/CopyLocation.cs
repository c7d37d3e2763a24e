namespace Lab.Model.Backup;

/// <summary>Which copy an objective is promised from.</summary>
public enum CopyLocation
{
    /// <summary>The copy on the lab's own backup server.</summary>
    OnSite,

    /// <summary>The copy in the object store, from which objects have to be retrieved first.</summary>
    OffSite,
}
