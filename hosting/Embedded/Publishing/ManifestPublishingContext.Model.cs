using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <content>The manifest as a whole: an entry for each resource, then what the entries refer to.</content>
public sealed partial class ManifestPublishingContext
{
    /// <summary>Writes the manifest of an application.</summary>
    /// <exception cref="DistributedApplicationException">A resource cannot be described.</exception>
    internal async Task WriteModelAsync(DistributedApplicationModel model)
    {
        _references.Reserve(model.Resources);

        Writer.WriteStartObject();
        Writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            await WriteResourceAsync(resource).ConfigureAwait(false);
        }

        foreach (var resource in _references.TakeResourcesOutside(model))
        {
            await WriteResourceAsync(resource).ConfigureAwait(false);
        }

        foreach (var parameter in _references.EncodedParameters)
        {
            WriteEncodedForms(parameter);
        }

        foreach (var (name, conditional) in _references.Conditionals)
        {
            Writer.WriteStartObject(name);
            Writer.WriteString("type", "value.v0");
            Writer.WriteString("connectionString", await conditional.GetValueAsync(CancellationToken).ConfigureAwait(false) ?? "");
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
        Writer.WriteEndObject();
        await Writer.FlushAsync(CancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the entry of one resource, or nothing when it is left out of manifests.</summary>
    internal async Task WriteResourceAsync(IResource resource)
    {
        var own = resource.Annotations.OfType<ManifestPublishingCallbackAnnotation>().LastOrDefault();
        if (own is { Callback: null })
        {
            return;
        }

        Writer.WriteStartObject(resource.Name);
        await (own is { Callback: { } write } ? write(this) : WriteEntryAsync(resource)).ConfigureAwait(false);
        Writer.WriteEndObject();

        if (resource is ParameterResource parameter)
        {
            WriteEncodedForms(parameter);
        }
    }

    private Task WriteEntryAsync(IResource resource)
    {
        switch (resource)
        {
            case ContainerResource container:
                return WriteContainerAsync(container);
            case ProjectResource project:
                return WriteProjectAsync(project);
            case ExecutableResource executable:
                return WriteExecutableAsync(executable);
            case ParameterResource parameter:
                WriteParameter(parameter);
                return Task.CompletedTask;
            case IResourceWithConnectionString:
                Writer.WriteString("type", "value.v0");
                WriteConnectionString(resource);
                return Task.CompletedTask;
            default:
                Writer.WriteString("error", "This resource does not support generation in the manifest.");
                return Task.CompletedTask;
        }
    }

    private async Task WriteProjectAsync(ProjectResource project)
    {
        var metadata = project.Annotations.OfType<IProjectMetadata>().LastOrDefault()
            ?? throw new DistributedApplicationException($"Project '{project.Name}' does not say where its project file is.");
        Writer.WriteString("type", "project.v0");
        Writer.WriteString("path", GetManifestRelativePath(metadata.ProjectPath));
        WriteContainerFiles(project);
        await WriteCommandLineArgumentsAsync(project).ConfigureAwait(false);
        await WriteEnvironmentVariablesAsync(project).ConfigureAwait(false);
        WriteBindings(project);
    }

    private async Task WriteExecutableAsync(ExecutableResource executable)
    {
        Writer.WriteString("type", "executable.v0");
        WriteConnectionString(executable);
        Writer.WriteString("workingDirectory", GetManifestRelativePath(executable.WorkingDirectory));
        Writer.WriteString("command", executable.Command);
        WriteContainerFiles(executable);
        await WriteCommandLineArgumentsAsync(executable).ConfigureAwait(false);
        await WriteEnvironmentVariablesAsync(executable).ConfigureAwait(false);
        WriteBindings(executable);
    }

    /// <summary>Writes the entry of a parameter; also used by resources that are published as one.</summary>
    internal void WriteParameter(ParameterResource parameter)
    {
        Writer.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
        {
            Writer.WriteString("connectionString", parameter.ValueExpression);
        }

        Writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        Writer.WriteStartObject("inputs");
        Writer.WriteStartObject("value");
        Writer.WriteString("type", "string");
        if (parameter.Secret)
        {
            Writer.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } byDefault)
        {
            Writer.WriteStartObject("default");
            byDefault.WriteToManifest(this);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
        Writer.WriteEndObject();
    }

    private void WriteEncodedForms(ParameterResource parameter)
    {
        foreach (var (format, name) in _references.TakeEncoded(parameter))
        {
            Writer.WriteStartObject(name);
            Writer.WriteString("type", "annotated.string");
            Writer.WriteString("value", parameter.ValueExpression);
            Writer.WriteString("filter", format);
            Writer.WriteEndObject();
        }
    }
}
