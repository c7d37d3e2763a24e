namespace Aspire.Hosting.ApplicationModel;

/// <summary>Marks attributes of parameters that take a name of the model.</summary>
public interface IModelNameParameter;
