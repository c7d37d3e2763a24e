using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Lab.Conformance.Tests.Manifests;

public sealed class ResourceManifestTests
{
    [Fact]
    public async Task An_executable_names_command_folder_arguments_environment_and_bindings()
    {
        using var published = await Published.Of(builder => builder.AddExecutable("tool", "node", "tools", "server.js")
            .WithHttpEndpoint(targetPort: 3000, env: "PORT")
            .WithEnvironment("MODE", "fast"));

        published["tool"].ShouldBe("""
            {
              "type": "executable.v0",
              "workingDirectory": "tools",
              "command": "node",
              "args": [
                "server.js"
              ],
              "env": {
                "PORT": "{tool.bindings.http.targetPort}",
                "MODE": "fast"
              },
              "bindings": {
                "http": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "targetPort": 3000
                }
              }
            }
            """);
    }

    [Fact]
    public async Task A_parameter_writes_its_default_only_when_asked_to()
    {
        using var published = await Published.Of(builder =>
        {
            builder.AddParameter("silent", "value");
            builder.AddParameter("told", "value", publishValueAsDefault: true);
            builder.AddParameter("generated", new GenerateParameterDefault { MinLength = 10, MinSpecial = 2, Upper = false });
        });

        published["silent"].ShouldNotContain("default");
        published["told"].ShouldBe("""
            {
              "type": "parameter.v0",
              "value": "{told.inputs.value}",
              "inputs": {
                "value": {
                  "type": "string",
                  "default": {
                    "value": "value"
                  }
                }
              }
            }
            """);
        published["generated"].ShouldContain("""
                  "default": {
                    "generate": {
                      "minLength": 10,
                      "upper": false,
                      "minSpecial": 2
                    }
                  }
            """);
    }

    [Fact]
    public async Task A_connection_string_by_name_is_a_secret_parameter_and_by_expression_a_value()
    {
        using var published = await Published.Of(builder =>
        {
            builder.AddConnectionString("named");
            var key = builder.AddParameter("key", secret: true);
            builder.AddConnectionString("made", ReferenceExpression.Create($"Endpoint=here;Key={key}"));
        });

        published["named"].ShouldBe("""
            {
              "type": "parameter.v0",
              "connectionString": "{named.value}",
              "value": "{named.inputs.value}",
              "inputs": {
                "value": {
                  "type": "string",
                  "secret": true
                }
              }
            }
            """);
        published["made"].ShouldBe("""
            {
              "type": "value.v0",
              "connectionString": "Endpoint=here;Key={key.value}"
            }
            """);
    }

    [Fact]
    public async Task A_callback_writes_its_own_entry_and_an_excluded_resource_none()
    {
        using var published = await Published.Of(builder =>
        {
            builder.AddContainer("own", "image").WithManifestPublishingCallback(context =>
            {
                context.Writer.WriteString("type", "own.v0");
                context.Writer.WriteString("file", context.GetManifestRelativePath(Path.Combine(builder.AppHostDirectory, "sub", "file.txt")));
            });
            builder.AddContainer("hidden", "image").ExcludeFromManifest();
        });

        published.Names.ShouldBe(["own"]);
        published["own"].ShouldBe("""
            {
              "type": "own.v0",
              "file": "sub/file.txt"
            }
            """);
    }

    [Fact]
    public async Task A_resource_of_an_unknown_kind_says_so()
    {
        using var published = await Published.Of(builder => builder.AddResource(new Unknown("odd")));

        published["odd"].ShouldBe("""
            {
              "error": "This resource does not support generation in the manifest."
            }
            """);
    }

    [Fact]
    public async Task What_only_a_reference_names_comes_after_the_model_and_encoded_parameters_after_their_parameter()
    {
        using var published = await Published.Of(builder =>
        {
            var outside = new ParameterResource("outside", _ => "x", secret: true);
            var inside = builder.AddParameter("inside");
            builder.AddContainer("box", "image")
                .WithEnvironment("A", ReferenceExpression.Create($"http://{inside.Resource:uri}@host"))
                .WithEnvironment("B", ReferenceExpression.Create($"http://{outside:uri}@host"));
        });

        published.Names.ShouldBe(["inside", "box", "outside", "outside-uri-encoded", "inside-uri-encoded"]);
        published["box"].ShouldContain("\"A\": \"http://{inside-uri-encoded.value}@host\"");
        published["outside-uri-encoded"].ShouldBe("""
            {
              "type": "annotated.string",
              "value": "{outside.value}",
              "filter": "uri"
            }
            """);
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number()
    {
        using var published = await Published.Of(builder =>
        {
            var key = builder.AddParameter("key");
            builder.AddParameter("key-uri-encoded");
            builder.AddContainer("box", "image").WithEnvironment("A", ReferenceExpression.Create($"{key.Resource:uri}"));
        });

        published["box"].ShouldContain("{key-uri-encoded-1.value}");
    }

    [Fact]
    public async Task A_condition_becomes_a_value_with_the_branch_that_holds_when_published()
    {
        using var published = await Published.Of(builder =>
        {
            var choice = ReferenceExpression.CreateConditional(new Answer("yes"), "YES", ReferenceExpression.Create($"chosen"), ReferenceExpression.Create($"other"));
            builder.AddContainer("box", "image").WithEnvironment("A", ReferenceExpression.Create($"it is {choice}"));
        });

        var name = published.Names.Last();
        name.ShouldStartWith("cond-");
        published["box"].ShouldContain($"it is {{{name}.connectionString}}");
        published[name].ShouldBe("""
            {
              "type": "value.v0",
              "connectionString": "chosen"
            }
            """);
    }

    [Fact]
    public async Task The_file_ends_without_a_newline()
    {
        using var published = await Published.Of(builder => builder.AddContainer("box", "image"));

        published.Text.ShouldEndWith("  }\n}");
    }

    [Fact]
    public async Task Publishing_is_announced_before_and_after()
    {
        var events = new List<string>();
        using var published = await Published.Of(builder =>
        {
            builder.AddContainer("box", "image");
            builder.Eventing.Subscribe<BeforeStartEvent>((_, _) => Note("start"));
            builder.Eventing.Subscribe<BeforePublishEvent>((_, _) => Note("before"));
            builder.Eventing.Subscribe<AfterPublishEvent>((_, _) => Note("after"));
        });

        events.ShouldBe(["start", "before", "after"]);

        Task Note(string name)
        {
            events.Add(name);
            return Task.CompletedTask;
        }
    }

    private sealed class Unknown(string name) : Resource(name);

    private sealed class Answer(string value) : IValueProvider, IManifestExpressionProvider
    {
        public string ValueExpression => "{answer.value}";

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => new(value);
    }
}
