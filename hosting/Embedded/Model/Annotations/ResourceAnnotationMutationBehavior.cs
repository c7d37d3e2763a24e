namespace Aspire.Hosting.ApplicationModel;

/// <summary>What adding an annotation does to those of the same type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>Keeps them.</summary>
    Append,

    /// <summary>Removes them first.</summary>
    Replace,
}
