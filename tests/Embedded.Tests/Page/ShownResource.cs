using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Page;

/// <summary>A resource that the host leaves to whoever publishes its state.</summary>
internal sealed class ShownResource(string name) : Resource(name);
