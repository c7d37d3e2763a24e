using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Adds the local process of an engine to an application.</summary>
internal static class EngineProcess
{
    public static ExecutableResource Add<T>(IResourceBuilder<T> server, EmbeddedEngine engine, string program)
        where T : ContainerResource
    {
        var app = server.ApplicationBuilder;
        var home = LabDeclarationExtensions.HomeOf(app);
        var process = app.AddExecutable($"{server.Resource.Name}-engine", EngineProgram.Host, Path.GetDirectoryName(program)!, "exec", program)
            .WithArgs(context =>
            {
                // Settings may be added to the server after this call.
                foreach (var setting in server.Resource.Annotations.OfType<EngineSettingAnnotation>())
                {
                    context.Args.Add("--set");
                    context.Args.Add($"{setting.Name}={setting.Value}");
                }
            })
            .WithParentRelationship(server.Resource)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "Executable", Properties = [], IsHidden = true });

        foreach (var endpoint in server.Resource.Annotations.OfType<EndpointAnnotation>().ToArray())
        {
            process.WithEndpoint(endpoint.Name, e =>
            {
                e.UriScheme = endpoint.UriScheme;
                e.Transport = endpoint.Transport;
                e.Protocol = endpoint.Protocol;
                e.Port = endpoint.Port;
            });
        }

        var port = process.GetEndpoint(engine.PrimaryEndpoint).Property(EndpointProperty.TargetPort);
        var further = server.Resource.Annotations.OfType<EndpointAnnotation>().Select(e => e.Name).Where(name => name != engine.PrimaryEndpoint)
            .ToDictionary(name => $"{EngineVariables.Port}_{name.ToUpperInvariant()}", name => process.GetEndpoint(name).Property(EndpointProperty.TargetPort));
        process.WithEnvironment(context =>
        {
            EngineVariables.Write(context, home, server.Resource.Name, port, engine.UserName, engine.Password);
            foreach (var (variable, other) in further)
            {
                context.EnvironmentVariables[variable] = other;
            }
        });
        return process.Resource;
    }
}
