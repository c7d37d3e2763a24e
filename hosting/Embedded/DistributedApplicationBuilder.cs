using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Lab.Hosting.Embedded;
using Lab.Hosting.Embedded.Logs;
using Lab.Hosting.Embedded.Page;
using Lab.Hosting.Embedded.Publishing;
using Lab.Hosting.Embedded.Running;
using Lab.Hosting.Embedded.Testing;
using Lab.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Declares the parts of a distributed application and builds it.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder host;
    private readonly DistributedApplicationExecutionContextOptions executionContextOptions;

    /// <summary>Declares an application.</summary>
    /// <param name="args">The command line arguments.</param>
    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <summary>Declares an application.</summary>
    /// <param name="options">How the host behaves.</param>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OneLineErrors.Enable();
        var settings = new HostApplicationBuilderSettings { Args = options.Args };
        ApplicationBuilderObserver.Current?.OnCreating(options, settings);
        AppHost = AppHostLocation.Of(options);
        host = HostConfiguration.CreateBuilder(options, settings, AppHost);
        executionContextOptions = HostConfiguration.ExecutionContextOf(host.Configuration);
        ExecutionContext = new(executionContextOptions);
        Services.AddHealthChecks();
        Services.AddHttpClient();
        Services.AddSingleton(options);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(Resources);
        Services.AddSingleton(AppHost);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton<ApplicationEvents>();
        Services.AddResourceStates(options);
        Services.AddSingleton(provider => new DistributedApplicationModel(provider.GetRequiredService<IResourceCollection>()));
        Services.AddSingleton(new GeneratedParameters(() => LabHome.Open(host.Configuration["Lab:Home"]!)));
        BeforeStart.Subscribe(Eventing, options);
        if (ExecutionContext.IsRunMode && options.EnableResourceLogging)
        {
            Services.AddHostedService<ResourceLogForwarder>();
        }

        if (ExecutionContext.IsPublishMode)
        {
            Services.AddPublishing();
        }
        else
        {
            Services.AddRunning(Configuration, hasConsole: !options.DisableDashboard);
            Services.AddResourcesPage();
        }

        ApplicationBuilderObserver.Current?.OnCreated(this);
    }

    /// <inheritdoc />
    public IHostEnvironment Environment => host.Environment;

    /// <inheritdoc />
    public ConfigurationManager Configuration => host.Configuration;

    /// <inheritdoc />
    public IServiceCollection Services => host.Services;

    /// <inheritdoc />
    public string AppHostDirectory => AppHost.Directory;

    /// <summary>The AppHost's project file, as an absolute path.</summary>
    public string AppHostPath => AppHost.ProjectFile;

    /// <inheritdoc />
    public Assembly? AppHostAssembly => AppHost.Assembly;

    /// <inheritdoc />
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc />
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc />
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <summary>Where the AppHost lies.</summary>
    internal AppHostLocation AppHost { get; }

    /// <inheritdoc />
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (Resources.FirstOrDefault(each => string.Equals(each.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } existing)
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type '{existing.GetType()}' with that name already exists. Resource names are case-insensitive.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc />
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    /// <inheritdoc />
    public DistributedApplication Build()
    {
        ApplicationBuilderObserver.Current?.OnBuilding(this);
        var application = new DistributedApplication(host.Build());
        executionContextOptions.Services = application.Services;
        ApplicationBuilderObserver.Current?.OnBuilt(application);
        return application;
    }
}
