namespace Aspire.Hosting.ApplicationModel;

/// <summary>What waiting does when the resource that is waited for fails.</summary>
public enum WaitBehavior
{
    /// <summary>Goes on, for the resource may be started again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>Fails too.</summary>
    StopOnResourceUnavailable,
}
