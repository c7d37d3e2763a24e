using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Conformance.Tests.Manifests;

public sealed class ContainerManifestTests
{
    [Fact]
    public async Task Volumes_and_bind_mounts_are_listed_apart_with_paths_relative_to_the_manifest()
    {
        using var published = await Published.Of(builder => builder.AddContainer("box", "quay.io/some/image", "1.2")
            .WithVolume("data", "/data")
            .WithVolume("/anonymous")
            .WithBindMount("files/one", "/one")
            .WithBindMount("./files/two.txt", "/two.txt", isReadOnly: true));

        published["box"].ShouldBe("""
            {
              "type": "container.v0",
              "image": "quay.io/some/image:1.2",
              "bindMounts": [
                {
                  "source": "files/one",
                  "target": "/one",
                  "readOnly": false
                },
                {
                  "source": "files/two.txt",
                  "target": "/two.txt",
                  "readOnly": true
                }
              ],
              "volumes": [
                {
                  "name": "data",
                  "target": "/data",
                  "readOnly": false
                },
                {
                  "target": "/anonymous",
                  "readOnly": false
                }
              ]
            }
            """);
    }

    [Fact]
    public async Task Entrypoint_arguments_and_environment_keep_their_placeholders()
    {
        using var published = await Published.Of(builder =>
        {
            var secret = builder.AddParameter("key", secret: true);
            var other = builder.AddContainer("other", "image").WithHttpEndpoint(targetPort: 80);
            builder.AddContainer("box", "image")
                .WithEntrypoint("/bin/start")
                .WithArgs("--key", secret, other.GetEndpoint("http"), 7)
                .WithEnvironment("KEY", secret)
                .WithEnvironment("HOST_AND_PORT", $"{other.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}")
                .WithEnvironment("QUOTED", "<a & 'b'>")
                .WithEnvironment("BRACES", "{\"json\":true}");
        });

        published["box"].ShouldBe("""
            {
              "type": "container.v0",
              "image": "image:latest",
              "entrypoint": "/bin/start",
              "args": [
                "--key",
                "{key.value}",
                "{other.bindings.http.url}",
                "7"
              ],
              "env": {
                "KEY": "{key.value}",
                "HOST_AND_PORT": "{other.bindings.http.host}:{other.bindings.http.port}",
                "QUOTED": "\u003Ca \u0026 \u0027b\u0027\u003E",
                "BRACES": "{\u0022json\u0022:true}"
              }
            }
            """);
    }

    [Fact]
    public async Task A_port_is_named_only_where_it_differs_from_the_target_port()
    {
        using var published = await Published.Of(builder => builder.AddContainer("box", "image")
            .WithHttpEndpoint(port: 8080, targetPort: 80, name: "web")
            .WithEndpoint(port: 5000, name: "same", scheme: "tcp")
            .WithEndpoint(targetPort: 6000, name: "udp", scheme: "udp", protocol: System.Net.Sockets.ProtocolType.Udp)
            .WithEndpoint(name: "any")
            .WithExternalHttpEndpoints());

        published["box"].ShouldBe("""
            {
              "type": "container.v0",
              "image": "image:latest",
              "bindings": {
                "web": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "port": 8080,
                  "targetPort": 80,
                  "external": true
                },
                "same": {
                  "scheme": "tcp",
                  "protocol": "tcp",
                  "transport": "tcp",
                  "targetPort": 5000
                },
                "udp": {
                  "scheme": "udp",
                  "protocol": "udp",
                  "transport": "udp",
                  "targetPort": 6000
                },
                "any": {
                  "scheme": "tcp",
                  "protocol": "tcp",
                  "transport": "tcp",
                  "targetPort": 8000
                }
              }
            }
            """);
    }

    [Fact]
    public async Task A_digest_takes_the_place_of_the_tag()
    {
        using var published = await Published.Of(builder => builder.AddContainer("box", "image", "1")
            .WithImageRegistry("registry.example")
            .WithImageSHA256("0000000000000000000000000000000000000000000000000000000000000001"));

        published["box"].ShouldContain("\"registry.example/image@sha256:0000000000000000000000000000000000000000000000000000000000000001\"");
    }

    [Fact]
    public async Task A_dockerfile_is_a_build_with_context_stage_arguments_and_secrets()
    {
        using var published = await Published.Of(builder =>
        {
            var message = builder.AddParameter("message");
            var token = builder.AddParameter("token", secret: true);
            builder.AddDockerfile("built", "context", stage: "runner")
                .WithBuildArg("MESSAGE", message)
                .WithBuildArg("NUMBER", 42)
                .WithBuildArg("FLAG", true)
                .WithBuildSecret("TOKEN", token)
                .WithHttpEndpoint(targetPort: 80);
        });

        published["built"].ShouldBe("""
            {
              "type": "container.v1",
              "build": {
                "context": "context",
                "dockerfile": "context/Dockerfile",
                "stage": "runner",
                "args": {
                  "MESSAGE": "{message.value}",
                  "NUMBER": "42",
                  "FLAG": "true"
                },
                "secrets": {
                  "TOKEN": {
                    "type": "env",
                    "value": "{token.value}"
                  }
                }
              },
              "bindings": {
                "http": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "targetPort": 80
                }
              }
            }
            """);
    }

    [Fact]
    public async Task A_dockerfile_that_a_callback_makes_is_written_beside_the_manifest()
    {
        using var published = await Published.Of(builder => builder.AddDockerfileFactory("built", ".", _ => "FROM scratch\n"));

        published["built"].ShouldContain("\"dockerfile\": \"built.Dockerfile\"");
        (await File.ReadAllTextAsync(Path.Combine(published.Folder, "built.Dockerfile"), TestContext.Current.CancellationToken)).ShouldBe("FROM scratch\n");
    }
}
