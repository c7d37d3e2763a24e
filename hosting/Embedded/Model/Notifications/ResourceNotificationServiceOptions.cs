namespace Aspire.Hosting.ApplicationModel;

/// <summary>Options of <see cref="ResourceNotificationService"/>.</summary>
public sealed class ResourceNotificationServiceOptions
{
    /// <summary>Gets or sets what a wait does, unless told otherwise, when the awaited resource has ended or failed to start.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; }
}
