namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource whose image takes in files of other resources.</summary>
public interface IContainerFilesDestinationResource : IResource;
