namespace Aspire.Hosting.Eventing;

/// <summary>Marks the events of an application.</summary>
public interface IDistributedApplicationEvent;
