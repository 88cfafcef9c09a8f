module wherewhen

go 1.26.0

require (
	github.com/maxence-charriere/go-app/v10 v10.1.11 // indirect
	github.com/paulmach/orb v0.14.0 // indirect
)
