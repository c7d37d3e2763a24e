using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Finds the launch profile that a project starts with.</summary>
internal static class LaunchProfiles
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNameCaseInsensitive = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The profile named for the project, else the one named for the whole application if the project has it, else its first that starts a program; null without any.</summary>
    /// <exception cref="DistributedApplicationException">The profile named for the project does not exist, or the launch settings cannot be read.</exception>
    public static NamedLaunchProfile? GetEffectiveLaunchProfile(this ProjectResource project)
    {
        if (project.HasAnnotationOfType<ExcludeLaunchProfileAnnotation>() || Read(project) is not { } settings)
        {
            return null;
        }

        if (project.TryGetLastAnnotation<LaunchProfileAnnotation>(out var chosen))
        {
            return Find(chosen.LaunchProfileName) ?? throw new DistributedApplicationException(
                $"Launch settings file does not contain '{chosen.LaunchProfileName}' profile. Project '{project.Name}' has: {string.Join(", ", settings.Profiles.Keys)}.");
        }

        if (project.TryGetLastAnnotation<DefaultLaunchProfileAnnotation>(out var preferred) && Find(preferred.LaunchProfileName) is { } found)
        {
            return found;
        }

        return settings.Profiles
            .Where(profile => profile.Value.CommandName is null or "" || StartsAProgram(profile.Value.CommandName))
            .Select(profile => new NamedLaunchProfile(profile.Key, profile.Value))
            .FirstOrDefault();

        NamedLaunchProfile? Find(string name) => settings.Profiles.TryGetValue(name, out var profile) ? new(name, profile) : null;
    }

    private static bool StartsAProgram(string commandName) =>
        commandName.Equals("Project", StringComparison.OrdinalIgnoreCase) || commandName.Equals("Executable", StringComparison.OrdinalIgnoreCase);

    private static LaunchSettings? Read(ProjectResource project)
    {
        var metadata = project.GetProjectMetadata();
        if (metadata.LaunchSettings is { } given)
        {
            return given;
        }

        if (!File.Exists(metadata.ProjectPath))
        {
            throw new DistributedApplicationException($"Project file '{metadata.ProjectPath}' of project '{project.Name}' was not found.");
        }

        var beside = Path.Combine(Path.GetDirectoryName(metadata.ProjectPath)!, "Properties", "launchSettings.json");
        var file = File.Exists(beside) || !metadata.IsFileBasedApp ? beside : Path.ChangeExtension(metadata.ProjectPath, ".run.json");
        return ReadFile(file, $"project resource '{project.Name}'");
    }

    /// <summary>Reads a launch settings file; null when there is none.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be read.</exception>
    public static LaunchSettings? ReadFile(string file, string owner)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<LaunchSettings>(stream, Json);
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException(
                $"Failed to get effective launch profile for {owner}. There is malformed JSON in the project's launch settings file at '{file}'.",
                exception);
        }
    }
}
