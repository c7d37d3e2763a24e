using Aspire.Hosting;
using Microsoft.Extensions.Hosting;

namespace Lab.Hosting.Embedded.Testing;

/// <summary>Takes part in how an entry point, which knows nothing of it, makes its application. An exception it throws is thrown to the entry point.</summary>
internal interface IApplicationBuilderObserver
{
    /// <summary>Before a builder is made; the options may be changed.</summary>
    void OnCreating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    /// <summary>When a builder was made.</summary>
    void OnCreated(DistributedApplicationBuilder builder);

    /// <summary>Before the application is built: the entry point has declared all it declares.</summary>
    void OnBuilding(DistributedApplicationBuilder builder);

    /// <summary>When the application was built, before the entry point gets it.</summary>
    void OnBuilt(DistributedApplication application);
}
